using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// A number as digits of three bases and what is above them, so that a loop goes through the taps and channels of a window, or the pixels
/// of a batch, by adding and carrying where it would have to divide.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Digits(int Low, int Middle, int High, int Top)
{
    public static Digits Of(int number, int low, int middle, int high)
    {
        int aboveLow = number / low;
        int aboveMiddle = aboveLow / middle;
        int top = aboveMiddle / high;
        return new(number - aboveLow * low, aboveLow - aboveMiddle * middle, aboveMiddle - top * high, top);
    }

    /// <summary>The sum of two numbers of the same bases.</summary>
    public Digits Plus(Digits other, int low, int middle, int high)
    {
        int sumLow = Low + other.Low;
        int carryLow = sumLow >= low ? 1 : 0;
        int sumMiddle = Middle + other.Middle + carryLow;
        int carryMiddle = sumMiddle >= middle ? 1 : 0;
        int sumHigh = High + other.High + carryMiddle;
        int carryHigh = sumHigh >= high ? 1 : 0;
        return new(sumLow - carryLow * low, sumMiddle - carryMiddle * middle, sumHigh - carryHigh * high, Top + other.Top + carryHigh);
    }
}
