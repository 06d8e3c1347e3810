"""The locks hold every dependency, direct or not, with its hashes, and fit what pyproject.toml asks for."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = {
    "build": PROJECT["dependency-groups"]["build"],
    "user": PROJECT["project"]["dependencies"],
    "dev": [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]],
}
"""What each lock must contain at least."""

_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def locked(name: str) -> dict[str, tuple[Requirement, int]]:
    """Return the requirements of a lock by package, each with how many hashes it carries."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    found: dict[str, tuple[Requirement, int]] = {}
    for block in re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", text)).splitlines():
        requirement = Requirement(_HASH.sub("", block))
        found[canonicalize_name(requirement.name)] = (requirement, len(_HASH.findall(block)))
    return found


@pytest.mark.parametrize("name", ASKED)
def test_every_locked_package_has_one_version_and_its_hashes(name: str) -> None:
    for requirement, hashes in locked(name).values():
        assert [item.operator for item in requirement.specifier] == ["=="]
        assert hashes


@pytest.mark.parametrize("name", ASKED)
def test_the_lock_fits_what_the_project_asks_for(name: str) -> None:
    pinned = locked(name)
    for asked in map(Requirement, ASKED[name]):
        requirement, _ = pinned[canonicalize_name(asked.name)]
        version = Version(next(iter(requirement.specifier)).version)
        assert asked.specifier.contains(version), f"run `make lock`: {asked} is locked at {version}"


def test_users_and_developers_get_the_same_versions() -> None:
    developers = locked("dev")
    for name, (requirement, _) in locked("user").items():
        assert developers[name][0].specifier == requirement.specifier


def test_no_lock_names_a_registry() -> None:
    for name in ASKED:
        assert "://" not in (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
