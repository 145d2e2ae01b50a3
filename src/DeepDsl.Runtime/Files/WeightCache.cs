using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace DeepDsl;

/// <summary>
/// A folder of files of weights that are downloaded once. Nothing is downloaded unless it is asked for, from addresses of the caller's own. A
/// file is there whole and with the right checksum, or not at all.
/// </summary>
/// <param name="client">What downloads: its time limits, headers and proxies count.</param>
/// <param name="folder">Where the files lie; made where it is not there.</param>
public sealed class WeightCache(HttpClient client, string folder)
{
    private const string PartSuffix = ".part";
    private const int BufferBytes = 1 << 16;

    /// <summary>Names that no system takes for a file's, and those that lead out of the folder.</summary>
    private static readonly char[] s_unfit = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

    private readonly HttpClient _client = client ?? throw new ArgumentNullException(nameof(client));
    private readonly string _folder = folder ?? throw new ArgumentNullException(nameof(folder));

    /// <summary>
    /// The path of a file, which is downloaded where it is not there yet. What an earlier call began is gone on with, if the server can.
    /// </summary>
    /// <param name="name">What the file is called: <c>resnet18.safetensors</c>.</param>
    /// <param name="address">Where it comes from.</param>
    /// <param name="sha256">The SHA-256 of its bytes, 64 hexadecimal digits.</param>
    /// <param name="cancellation">Stops the download, which a later call goes on with.</param>
    /// <exception cref="InvalidDataException">What came, or what lies there under the name, has another checksum.</exception>
    /// <exception cref="HttpRequestException">The server does not give the file.</exception>
    /// <exception cref="IOException">Another download of the file is running, or the folder cannot be written to.</exception>
    public async Task<string> GetAsync(string name, Uri address, string sha256, CancellationToken cancellation = default)
    {
        CheckName(name);
        ArgumentNullException.ThrowIfNull(address);
        byte[] expected = Checksum(sha256);
        string path = Path.Combine(_folder, name);
        if (File.Exists(path))
        {
            await using FileStream there = File.OpenRead(path);
            byte[] found = await SHA256.HashDataAsync(there, cancellation).ConfigureAwait(false);
            return found.AsSpan().SequenceEqual(expected) ? path
                : throw new InvalidDataException(
                    $"{path} is there, but its SHA-256 is {Text(found)} and not {Text(expected)}. Remove it to download it again, or "
                    + "correct the checksum.");
        }
        Directory.CreateDirectory(_folder);
        string part = path + PartSuffix;
        byte[] come;
        await using (FileStream file = new(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, BufferBytes, useAsync: true))
        {
            bool isResumed = await DownloadAsync(file, address, cancellation).ConfigureAwait(false);
            come = await HashAsync(file, cancellation).ConfigureAwait(false);
            if (isResumed && !come.AsSpan().SequenceEqual(expected))
            {
                // What was begun may be of another file that has had the address since: then the whole of it is asked for once.
                file.SetLength(0);
                await DownloadAsync(file, address, cancellation).ConfigureAwait(false);
                come = await HashAsync(file, cancellation).ConfigureAwait(false);
            }
            file.Flush(flushToDisk: true);
        }
        if (!come.AsSpan().SequenceEqual(expected))
        {
            File.Delete(part);
            throw new InvalidDataException(
                $"What {address} gives for '{name}' has the SHA-256 {Text(come)}, but {Text(expected)} was expected. "
                + "Nothing was kept; correct the address or the checksum.");
        }
        File.Move(part, path, overwrite: true);
        return path;
    }

    /// <summary>Appends what is missing, or begins anew where the server gives all; whether it went on.</summary>
    private async Task<bool> DownloadAsync(FileStream file, Uri address, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (file.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(file.Length, null);
        }
        using HttpResponseMessage response =
            await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && file.Length > 0)
        {
            return true; // all is there, or more than all: the checksum tells
        }
        response.EnsureSuccessStatusCode();
        bool goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == file.Length;
        if (!goesOn)
        {
            file.SetLength(0);
        }
        file.Seek(0, SeekOrigin.End);
        Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            await body.CopyToAsync(file, cancellation).ConfigureAwait(false);
        }
        return goesOn;
    }

    private static async Task<byte[]> HashAsync(FileStream file, CancellationToken cancellation)
    {
        await file.FlushAsync(cancellation).ConfigureAwait(false);
        file.Seek(0, SeekOrigin.Begin);
        return await SHA256.HashDataAsync(file, cancellation).ConfigureAwait(false);
    }

    private static void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.IndexOfAny(s_unfit) >= 0 || name.Any(char.IsControl) || name.Trim('.', ' ').Length == 0
            || name.EndsWith(PartSuffix, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"'{Listing.Short(name)}' is no name of a file in the cache; give one without folders, such as resnet18.safetensors.",
                nameof(name));
        }
    }

    private static byte[] Checksum(string sha256)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        return sha256.Length == 2 * SHA256.HashSizeInBytes && sha256.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(sha256)
            : throw new ArgumentException(
                $"A SHA-256 has {2 * SHA256.HashSizeInBytes} hexadecimal digits, found '{Listing.Short(sha256)}'.", nameof(sha256));
    }

    private static string Text(byte[] hash) => Convert.ToHexStringLower(hash);
}
