using System.IO.Compression;

namespace DeepDsl;

/// <summary>Opens data files, compressed by gzip or not: the content decides, since downloads lose their extensions.</summary>
internal static class DataFile
{
    public static Stream OpenRead(string path, out bool compressed)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
