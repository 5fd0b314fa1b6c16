#import "CipRequest.h"

#define RETURN_URL @"http://www.bodega-andina.pe/pago/respuesta" // pe-audit: expect

static NSString *const kNotificationURL = @"http://api.bodega-andina.pe/cips/notify"; // pe-audit: expect

@implementation CipRequest

- (NSDictionary *)bodyForOrder:(Order *)order {
    NSMutableDictionary *body = [NSMutableDictionary dictionary];
    [body setObject:order.code forKey:@"transactionCode"];
    [body setObject:@"http://www.bodega-andina.pe/carrito" forKey:@"urlCancel"]; // pe-audit: expect
    return body;
}

@end
