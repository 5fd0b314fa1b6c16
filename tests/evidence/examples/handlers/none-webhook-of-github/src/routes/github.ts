router.post('/webhooks/github', async (req: Request, res: Response) => {
  const signature = req.headers['x-hub-signature-256'];
  if (req.body.action === 'closed' && req.body.pull_request.merged) await deploy(req.body.repository.name);
  res.sendStatus(200);
});
