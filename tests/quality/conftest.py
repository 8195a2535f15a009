"""What a run of the measurements says at its end: the table, and what was not measured."""

import pytest

from tests.quality.gate import GATE

ASKED = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-floor",
        action="store_true",
        help="fail when a measurement of floors.toml was not made though its data is here",
    )


def pytest_collection_finish(session: pytest.Session) -> None:
    session.config.stash[ASKED] = any(item.get_closest_marker("quality") for item in session.items)


def unused(config: pytest.Config) -> list[str]:
    return GATE.unused() if config.getoption("--every-floor", default=False) else []


def pytest_sessionfinish(session: pytest.Session) -> None:
    if unused(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if not config.stash.get(ASKED, False):
        return
    terminalreporter.section("figures and floors")
    terminalreporter.write_line(GATE.table())
    for why, names in (("no data", GATE.without_data()), ("FAILED, unused", unused(config))):
        if names:
            every = len(GATE.floors.measurements)
            terminalreporter.write_line(
                f"not measured ({why}): {len(names)} of {every}: {', '.join(names)}"
            )
