"""pe-audit: audits how a merchant is wired to the PagoEfectivo payment gateway."""

__version__ = "0.1.0"
