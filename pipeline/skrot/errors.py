"""What a run tells a person when it cannot start or go on: one line, with what to do."""


class RunError(Exception):
    """The run cannot go on; the message says why and what to do."""


class StepError(Exception):
    """A document that cannot be processed further, with the reason a person can act on."""


class UsageFault(RunError):
    """What was asked for cannot be meant (no such corpus, model or themes); nothing started."""
