#import "AppDelegate.h"

@implementation AppDelegate

- (BOOL)application:(UIApplication *)application didFinishLaunchingWithOptions:(NSDictionary *)options {
    NSString *secretKeyName = @"pe.tiendaandina.session";
    self.passwordField.placeholder = @"Contraseña";
    [self.keychain readSecret:@"session_secret" into:secretKeyName];
    return YES;
}

@end
