#import "PagoEfectivoClient.h"

static NSString *const kBaseURL = @"http://services.pagoefectivo.pe"; // pe-audit: expect

@implementation PagoEfectivoClient

- (NSURL *)cipsURL {
    // return [NSURL URLWithString:@"http://pre1a.services.pagoefectivo.pe/v1/cips"];
    return [NSURL URLWithString:@"http://services.pagoefectivo.pe/v1/cips"]; // pe-audit: expect
}

@end
