"""What all tables stand in, and how what they are held by is called."""

from sqlalchemy import MetaData

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_key",
        "fk": "%(table_name)s_follows_%(referred_table_name)s",
        "ix": "%(table_name)s_by_%(column_0_N_name)s",
    }
)
