using System.Text;

namespace DeepDsl.Data.Tests.Text;

/// <summary>Texts of blanks, letters, marks and signs from everywhere in Unicode.</summary>
internal static class RandomText
{
    public static string Of(Random random, int length, bool lettersOfTwoChars)
    {
        StringBuilder text = new();
        for (int i = 0; i < length; i++)
        {
            int point = random.Next(lettersOfTwoChars ? 9 : 8) switch
            {
                < 3 => random.Next(' ', 127),
                3 => random.Next(1, 0x250),
                4 => random.Next(0x300, 0xD800),
                5 => " \t\n\u00A0\u3000'"[random.Next(6)],
                6 => random.Next(0x1F300, 0x1F600),
                7 => "'srevmtld"[random.Next(9)],
                _ => random.Next(0x10000, 0x110000),
            };
            text.Append(char.ConvertFromUtf32(point));
        }
        return text.ToString();
    }
}
