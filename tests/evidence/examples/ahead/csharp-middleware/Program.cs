var app = builder.Build();
app.UseWhen(context => context.Request.Path.StartsWithSegments("/webhook"), branch => branch.UseMiddleware<SignatureMiddleware>());
app.MapControllers();
