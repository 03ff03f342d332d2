namespace LeadDashboard.Web.Hosting;

/// <summary>
/// The headers that tell a browser what pages of this site may do. Scripts run from this site's files only; the one
/// script inside a page, the import map, carries a nonce that is new for each answer.
/// </summary>
internal static class SecurityHeaders
{
    /// <param name="isDevelopment">`dotnet watch` tells the page of changes over a socket of its own.</param>
    public static HeaderPolicyCollection For(bool isDevelopment) =>
        new HeaderPolicyCollection()
            .AddContentTypeOptionsNoSniff()
            .AddFrameOptionsDeny()
            .AddReferrerPolicySameOrigin()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddContentSecurityPolicy(policy =>
            {
                policy.AddDefaultSrc().Self();
                policy.AddScriptSrc().Self().WithNonce();
                policy.AddStyleSrcElem().Self();
                // MudBlazor and Virtualize write computed sizes and places into style attributes.
                policy.AddStyleSrcAttr().UnsafeInline();
                policy.AddImgSrc().Self().Data().Blob();
                var connect = policy.AddConnectSrc().Self();
                if (isDevelopment)
                {
                    connect.From("ws://localhost:*").From("wss://localhost:*").From("http://localhost:*");
                }

                policy.AddFrameAncestors().None();
                policy.AddBaseUri().Self();
                policy.AddFormAction().Self();
                policy.AddObjectSrc().None();
            });
}
