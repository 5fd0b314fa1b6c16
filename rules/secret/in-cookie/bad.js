router.post('/admin/settings', (req, res) => {
  const { secretKey, accessKey } = req.body;
  res.cookie('pagoefectivo_secret_key', secretKey); // pe-audit: expect
  res.cookie('pagoefectivo_access_key', accessKey); // pe-audit: expect
  res.redirect('/admin');
});
