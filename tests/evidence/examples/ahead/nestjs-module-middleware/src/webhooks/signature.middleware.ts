@Injectable()
export class SignatureMiddleware implements NestMiddleware {
  use(req: Request, res: Response, next: NextFunction) {
    if (!genuine(req)) throw new UnauthorizedException();
    next();
  }
}
