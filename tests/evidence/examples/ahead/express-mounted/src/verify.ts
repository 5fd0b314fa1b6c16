export function verifyNotification(req: Request, res: Response, next: NextFunction) {
  if (!genuine(req)) return res.sendStatus(401);
  next();
}
