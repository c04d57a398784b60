"""A conference that plays itself through the public protocol, for whoever wants to see one."""

from diemcau.demo.show import run

__all__ = ["run"]
