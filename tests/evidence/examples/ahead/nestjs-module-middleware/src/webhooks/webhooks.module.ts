import { SignatureMiddleware } from './signature.middleware';
import { AuditMiddleware } from './audit.middleware';

@Module({ controllers: [WebhooksController] })
export class WebhooksModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(SignatureMiddleware).forRoutes('webhooks');
    consumer.apply(AuditMiddleware).forRoutes('orders');
  }
}
