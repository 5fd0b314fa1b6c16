#import "PagoEfectivoClient.h"

static NSString *const kBaseURL = @"https://services.pagoefectivo.pe";

@implementation PagoEfectivoClient

- (NSURL *)cipsURL {
    // return [NSURL URLWithString:@"http://pre1a.services.pagoefectivo.pe/v1/cips"];
    return [NSURL URLWithString:@"https://services.pagoefectivo.pe/v1/cips"];
}

@end
