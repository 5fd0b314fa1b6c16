export const markRead = async (req: Request, res: Response) => {
  await Notification.update({ read: true }, { where: { id: req.body.id, kind: 'payment' } });
  res.sendStatus(204);
};
