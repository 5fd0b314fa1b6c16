"""The message authentication codes and digests of a file: what they are made of, and which received ones they check."""

from pe_audit.evidence.mac.encoding import changes_case, decodes, written
from pe_audit.evidence.mac.find import mac_of, macs, resolved
from pe_audit.evidence.mac.found import Mac
from pe_audit.evidence.mac.inbound import Inbound, inbound
from pe_audit.evidence.mac.message import Form, Made, forms

__all__ = [
    "Form",
    "Inbound",
    "Mac",
    "Made",
    "changes_case",
    "decodes",
    "forms",
    "inbound",
    "mac_of",
    "macs",
    "resolved",
    "written",
]
