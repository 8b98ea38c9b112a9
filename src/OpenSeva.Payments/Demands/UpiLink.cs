using System.Globalization;
using System.Text;
using OpenSeva.Payments.Gateways;
using QRCoder;

namespace OpenSeva.Payments.Demands;

/// <summary>The link of the Unified Payments Interface (NPCI, "UPI Linking Specifications"): payee, amount, our reference, rupees.</summary>
internal static class UpiLink
{
    public static string For(UpiPayee payee, Demand demand)
    {
        var rupees = (demand.Total.Paise / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        // Our reference travels without hyphens: the specification admits 35 letters and digits.
        return $"upi://pay?pa={Uri.EscapeDataString(payee.Address)}&pn={Uri.EscapeDataString(payee.Name)}&am={rupees}&tr={demand.Id:N}&cu=INR";
    }

    /// <summary>The code as one SVG path: dark modules only, a quiet zone of four around them, no style of its own.</summary>
    public static (int Size, string Path) Code(string link)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < code.ModuleMatrix[y].Count; x++)
            {
                if (code.ModuleMatrix[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        return (code.ModuleMatrix.Count, path.ToString());
    }
}
