@Injectable()
export class SignatureGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest();
    return genuine(request.rawBody, request.headers['pe-signature']);
  }
}
