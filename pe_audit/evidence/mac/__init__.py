"""The message authentication codes and digests of a file, how they are written, and which received ones they check."""

from pe_audit.evidence.mac.encoding import written
from pe_audit.evidence.mac.find import mac_of, macs
from pe_audit.evidence.mac.found import Mac
from pe_audit.evidence.mac.inbound import Inbound, inbound

__all__ = ["Inbound", "Mac", "inbound", "mac_of", "macs", "written"]
