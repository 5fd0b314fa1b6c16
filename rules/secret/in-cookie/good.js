router.post('/admin/settings', async (req, res) => {
  await vault.write('pagoefectivo', { secretKey: req.body.secretKey });
  res.cookie('session_id', req.sessionID, { httpOnly: true, secure: true });
  res.redirect('/admin');
});
