await fetch('/api/pagoefectivo/cip', { headers: { Authorization: t } });
