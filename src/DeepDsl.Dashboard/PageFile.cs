using DeepDsl.Http;

namespace DeepDsl;

/// <summary>A file of the page, which lies in the assembly.</summary>
internal sealed class PageFile
{
    private static readonly PageFile[] s_files =
    [
        new("dashboard.css", "text/css; charset=utf-8"),
        new("dashboard.js", "text/javascript; charset=utf-8"),
        new("view.js", "text/javascript; charset=utf-8"),
        new("charts.js", "text/javascript; charset=utf-8"),
        new("icon.svg", "image/svg+xml"),
    ];

    private readonly string _name;
    private readonly string _contentType;
    private readonly Lazy<byte[]> _content;

    private PageFile(string name, string contentType)
    {
        (_name, _contentType) = (name, contentType);
        _content = new(Read);
    }

    public static PageFile Html { get; } = new("dashboard.html", "text/html; charset=utf-8");

    /// <summary>Null where there is none.</summary>
    public static PageFile? At(string path) => Array.Find(s_files, f => path.AsSpan() is ['/', .. var name] && name.SequenceEqual(f._name));

    /// <param name="fields">Lines of this answer alone.</param>
    public HttpResponse Response(string fields = "") => new(HttpStatus.Ok, _contentType, _content.Value) { Fields = fields };

    private byte[] Read()
    {
        using Stream stream = typeof(PageFile).Assembly.GetManifestResourceStream(_name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
