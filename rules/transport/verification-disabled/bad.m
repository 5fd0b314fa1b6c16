#import <AFNetworking/AFNetworking.h>

@implementation PagoEfectivoClient

+ (AFHTTPSessionManager *)manager {
    AFHTTPSessionManager *manager = [AFHTTPSessionManager manager];
    manager.securityPolicy.allowInvalidCertificates = YES; // pe-audit: expect
    [manager.securityPolicy setValidatesDomainName:NO]; // pe-audit: expect
    return manager;
}

@end
