#import "AppDelegate.h"
#import <PagoEfectivoSDK/PagoEfectivoSDK.h>

@implementation AppDelegate

- (BOOL)application:(UIApplication *)application didFinishLaunchingWithOptions:(NSDictionary *)options {
    [PagoEfectivoSDK config:@"qwGJspqTSFVFbUl33u2DlOGOAWK1z1kqjkck/Zf5" // pe-audit: expect
                  accessKey:@"YWFkNGViYmQwYzZkNTQ4" // pe-audit: expect
                  serviceId:1044
                    sandbox:NO];
    return YES;
}

@end
