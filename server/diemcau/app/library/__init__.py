"""What follows the logs of conferences, to be listed, searched, read and chased."""
