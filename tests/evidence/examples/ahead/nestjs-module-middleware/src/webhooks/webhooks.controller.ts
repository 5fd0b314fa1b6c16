@Controller('webhooks')
export class WebhooksController {
  // before: use
  @Post('izipay')
  async izipay(@Body() body: Record<string, string>) {
    await this.orders.settle(body['vads_order_id']);
  }
}
