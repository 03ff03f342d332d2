using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LeadDashboard.Browser.Tests;

/// <summary>
/// A way to the program that can be cut: a browser that is set offline keeps the requests which it has begun.
/// </summary>
internal sealed class CutNetwork : IDisposable
{
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _target;
    private volatile bool _isCut;

    public CutNetwork(string target)
    {
        _target = new Uri(target);
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Ends all connections, and those that are tried meanwhile.</summary>
    public async Task CutAsync(TimeSpan duration)
    {
        _isCut = true;
        foreach (var client in _open)
        {
            client.Dispose();
        }

        await Task.Delay(duration);
        _isCut = false;
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _open)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient browser;
            try
            {
                browser = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception end) when (end is ObjectDisposedException or SocketException)
            {
                return;
            }

            _open.Add(browser);
            if (_isCut)
            {
                browser.Dispose();
                continue;
            }

            var program = new TcpClient(_target.Host, _target.Port);
            _open.Add(program);
            _ = CopyAsync(browser, program);
            _ = CopyAsync(program, browser);
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or InvalidOperationException)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
