using System.Runtime.InteropServices;

namespace OpenSeva.Documents.Keys;

/// <summary>The few calls of a PKCS#11 module (OASIS, version 2.40) that signing needs, through the module's own table of functions.</summary>
internal sealed unsafe class Pkcs11
{
    public const nuint ClassPrivateKey = 3;
    public const nuint AttributeClass = 0, AttributeLabel = 3;
    public const nuint RsaPkcs = 1, Ecdsa = 0x1041;
    private const nuint SerialSession = 4, NormalUser = 1;
    private const nuint AlreadyInitialized = 0x191, AlreadyLoggedIn = 0x100;

    // Positions in CK_FUNCTION_LIST, counted in pointers after its version.
    private const int Initialize = 0, GetSlotList = 4, GetTokenInfo = 6, OpenSessionAt = 12, LoginAt = 18;
    private const int FindObjectsInit = 26, FindObjects = 27, FindObjectsFinal = 28, SignInit = 42, SignAt = 43;

    private readonly nint* functions;

    private Pkcs11(nint* functions) => this.functions = functions;

    [StructLayout(LayoutKind.Sequential)]
    private struct Attribute
    {
        public nuint Type;
        public void* Value;
        public nuint Length;
    }

    public static Pkcs11 Load(string module)
    {
        var library = NativeLibrary.Load(module);
        byte* list;
        Check("C_GetFunctionList", ((delegate* unmanaged[Cdecl]<byte**, nuint>)NativeLibrary.GetExport(library, "C_GetFunctionList"))(&list));

        // The version takes two bytes; the pointers after it are aligned.
        var loaded = new Pkcs11((nint*)(list + sizeof(nint)));
        var result = ((delegate* unmanaged[Cdecl]<void*, nuint>)loaded.functions[Initialize])(null);
        if (result != AlreadyInitialized) Check("C_Initialize", result);
        return loaded;
    }

    /// <summary>The slot whose token bears the label.</summary>
    public nuint SlotOf(string token)
    {
        nuint count;
        var list = (delegate* unmanaged[Cdecl]<byte, nuint*, nuint*, nuint>)functions[GetSlotList];
        Check("C_GetSlotList", list(1, null, &count));
        var slots = new nuint[count];
        fixed (nuint* first = slots) Check("C_GetSlotList", list(1, first, &count));

        var info = stackalloc byte[256];
        foreach (var slot in slots)
        {
            Check("C_GetTokenInfo", ((delegate* unmanaged[Cdecl]<nuint, byte*, nuint>)functions[GetTokenInfo])(slot, info));
            // CK_TOKEN_INFO begins with the label: 32 bytes, padded with spaces.
            if (System.Text.Encoding.UTF8.GetString(info, 32).TrimEnd(' ', '\0') == token) return slot;
        }

        throw new InvalidOperationException($"No PKCS#11 token is labelled \"{token}\".");
    }

    public nuint OpenSession(nuint slot, string pin)
    {
        nuint session;
        Check("C_OpenSession", ((delegate* unmanaged[Cdecl]<nuint, nuint, void*, void*, nuint*, nuint>)functions[OpenSessionAt])(slot, SerialSession, null, null, &session));
        var secret = System.Text.Encoding.UTF8.GetBytes(pin);
        fixed (byte* first = secret)
        {
            var result = ((delegate* unmanaged[Cdecl]<nuint, nuint, byte*, nuint, nuint>)functions[LoginAt])(session, NormalUser, first, (nuint)secret.Length);
            if (result != AlreadyLoggedIn) Check("C_Login", result);
        }

        return session;
    }

    public nuint PrivateKey(nuint session, string label)
    {
        var name = System.Text.Encoding.UTF8.GetBytes(label);
        var kind = ClassPrivateKey;
        nuint key, found;
        fixed (byte* first = name)
        {
            var wanted = stackalloc Attribute[2];
            wanted[0] = new Attribute { Type = AttributeClass, Value = &kind, Length = (nuint)sizeof(nuint) };
            wanted[1] = new Attribute { Type = AttributeLabel, Value = first, Length = (nuint)name.Length };
            Check("C_FindObjectsInit", ((delegate* unmanaged[Cdecl]<nuint, Attribute*, nuint, nuint>)functions[FindObjectsInit])(session, wanted, 2));
        }

        Check("C_FindObjects", ((delegate* unmanaged[Cdecl]<nuint, nuint*, nuint, nuint*, nuint>)functions[FindObjects])(session, &key, 1, &found));
        Check("C_FindObjectsFinal", ((delegate* unmanaged[Cdecl]<nuint, nuint>)functions[FindObjectsFinal])(session));
        return found == 1 ? key : throw new InvalidOperationException($"The token holds no private key labelled \"{label}\".");
    }

    public byte[] Sign(nuint session, nuint key, nuint mechanism, byte[] data)
    {
        // CK_MECHANISM: type, parameter, length of the parameter.
        var how = stackalloc nuint[3] { mechanism, 0, 0 };
        Check("C_SignInit", ((delegate* unmanaged[Cdecl]<nuint, nuint*, nuint, nuint>)functions[SignInit])(session, how, key));
        var signature = new byte[1024];
        var length = (nuint)signature.Length;
        fixed (byte* input = data, output = signature)
        {
            Check("C_Sign", ((delegate* unmanaged[Cdecl]<nuint, byte*, nuint, byte*, nuint*, nuint>)functions[SignAt])(session, input, (nuint)data.Length, output, &length));
        }

        return signature[..(int)length];
    }

    private static void Check(string call, nuint result)
    {
        if (result != 0) throw new InvalidOperationException($"The signing device refused {call} with 0x{result:X}.");
    }
}
