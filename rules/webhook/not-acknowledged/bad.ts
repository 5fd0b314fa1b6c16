import { Body, Controller, Headers, Post, UnauthorizedException } from "@nestjs/common";

import { Notificacion } from "./notificacion.dto";
import { OrdersRepository } from "../orders/orders.repository";
import { SignatureService } from "./signature.service";

@Controller("pagoefectivo")
export class PagoEfectivoController {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly signatures: SignatureService,
  ) {}

  @Post("webhook")
  async webhook(@Body() body: Notificacion, @Headers("pe-signature") signature: string) {
    if (!this.signatures.isValid(body, signature)) {
      throw new UnauthorizedException();
    }
    await this.orders.update({ cip: body.data.cip }, { status: "paid" }); // pe-audit: expect
    return { received: true };
  }
}
