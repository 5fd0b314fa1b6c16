"""The message authentication codes and digests of a file, and how they are written: `macs`, `mac_of`, `written`."""

from pe_audit.evidence.mac.encoding import written
from pe_audit.evidence.mac.find import mac_of, macs
from pe_audit.evidence.mac.found import Mac

__all__ = ["Mac", "mac_of", "macs", "written"]
