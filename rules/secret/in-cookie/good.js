router.post('/admin/settings', async (req, res) => {
  await vault.write('pagoefectivo', { secretKey: req.body.secretKey });
  res.cookie('secretKeySaved', '1', { maxAge: 60000 });
  res.redirect('/admin');
});
