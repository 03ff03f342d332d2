using LeadDashboard.Web.Features;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddFeatures();
var app = builder.Build();
await app.RunAsync();

public partial class Program;
