"""Engines: where documents are processed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skrot.errors import UsageFault
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.run.engines.dask import Cluster


def find_cluster(settings: Settings) -> Cluster:
    """The cluster that the settings ask for; it is reached when first needed."""
    try:
        from skrot.run.engines.dask import Cluster
    except ImportError:
        message = "--engine dask needs the package distributed: pip install 'skrot[dask]'"
        raise UsageFault(message) from None
    return Cluster(settings.workers, settings.scheduler, settings.store)
