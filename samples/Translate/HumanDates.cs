using System.Globalization;

namespace Translate;

/// <summary>Dates as people write them.</summary>
internal static class HumanDates
{
    private static readonly DateOnly s_first = new(1950, 1, 1);
    private static readonly DateOnly s_last = new(2049, 12, 31);

    private static readonly string[] s_ordinals =
    [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second",
        "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth",
        "thirty-first",
    ];

    /// <summary>Where months are numbers, days stand before them.</summary>
    private static readonly Func<DateOnly, FormattableString>[] s_forms =
    [
        d => $"{d:d MMMM yyyy}", d => $"{d:d MMM yyyy}", d => $"{d:d MMM yy}", d => $"{d:d-MMM-yy}", d => $"{d:dddd, d MMMM yyyy}",
        d => $"{d:ddd d MMM yyyy}", d => $"{Th(d)} {d:MMMM, yyyy}", d => $"{Th(d)} of {d:MMMM yyyy}", d => $"{Ordinal(d)} of {d:MMMM yyyy}",
        d => $"{d:MMMM d, yyyy}", d => $"{d:MMM d, yyyy}", d => $"{d:MMMM d, yy}", d => $"{d:MMM d} '{d:yy}",
        d => $"{d:MMMM} {Th(d)}, {d:yyyy}", d => $"{d:MMM} {Th(d)} '{d:yy}",
        d => $"{d:dddd, MMM} {Th(d)}, '{d:yy}", d => $"{d:MMMM} {Ordinal(d)}, {d:yyyy}",
        d => $"{d:yyyy, d MMMM}", d => $"{d:yyyy MMM dd}", d => $"{d:yyyyMMdd}",
        d => $"{d:d.M.yyyy}", d => $"{d:dd.MM.yy}", d => $"{d:dd/MM/yyyy}", d => $"{d:d/M/yy}",
    ];

    /// <summary>All days of a hundred years, of which two digits are therefore enough, in an order that the seed decides.</summary>
    public static DateOnly[] Shuffled(int seed)
    {
        DateOnly[] days = [.. Enumerable.Range(0, s_last.DayNumber - s_first.DayNumber + 1).Select(s_first.AddDays)];
        new Random(seed).Shuffle(days);
        return days;
    }

    /// <summary>A day in one of the forms, with slips of the pen and without capitals now and then, and as ISO 8601 has it.</summary>
    public static (string Text, string Iso) Pair(DateOnly day, Random random)
    {
        string text = s_forms[random.Next(s_forms.Length)](day).ToString(CultureInfo.InvariantCulture);
        text = random.Next(4) == 0 ? Slip(text, random) : text;
        text = random.Next(4) == 0 ? text.ToLowerInvariant() : text;
        return (text, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>Two letters side by side change places.</summary>
    private static string Slip(string text, Random random)
    {
        int[] places = [.. Enumerable.Range(0, text.Length - 1).Where(i => char.IsLetter(text[i]) && char.IsLetter(text[i + 1]))];
        if (places.Length == 0)
        {
            return text;
        }

        int at = places[random.Next(places.Length)];
        return $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}";
    }

    private static string Ordinal(DateOnly date) => s_ordinals[date.Day - 1];

    private static string Th(DateOnly date) => date.Day + (date.Day % 10, date.Day / 10) switch
    {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
}
