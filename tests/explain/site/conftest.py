"""The site, written once."""

from tests.site_files import pages

__all__ = ["pages"]
