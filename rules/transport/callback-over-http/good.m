#import "CipRequest.h"

#define RETURN_URL @"https://www.bodega-andina.pe/pago/respuesta"

static NSString *const kNotificationURL = @"https://api.bodega-andina.pe/cips/notify";

@implementation CipRequest

- (NSDictionary *)bodyForOrder:(Order *)order {
    NSMutableDictionary *body = [NSMutableDictionary dictionary];
    [body setObject:order.code forKey:@"transactionCode"];
    [body setObject:@"https://www.bodega-andina.pe/carrito" forKey:@"urlCancel"];
    return body;
}

@end
