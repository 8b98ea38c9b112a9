using System.Runtime.InteropServices;

namespace OpenSeva.Pdf.Fonts;

/// <summary>The calls we make into HarfBuzz, the shaping engine Debian installs as libharfbuzz0b and libharfbuzz-subset0.</summary>
internal static unsafe partial class HarfBuzz
{
    public const string ShapeLibrary = "libharfbuzz.so.0";
    public const string SubsetLibrary = "libharfbuzz-subset.so.0";

    /// <summary>hb_glyph_info_t.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct GlyphInfo
    {
        public uint Glyph, Mask, Cluster, Private1, Private2;
    }

    /// <summary>hb_glyph_position_t, in font units because the font's scale is left at its units per em.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct GlyphPosition
    {
        public int XAdvance, YAdvance, XOffset, YOffset, Private;
    }

    public const int LeftToRight = 4;
    public const uint NoHinting = 1, RetainGlyphIds = 2, NotdefOutline = 0x40;
    public const int DropTables = 3;
    public const uint EndOfSet = uint.MaxValue;

    public static uint Tag(string tag) => (uint)tag[0] << 24 | (uint)tag[1] << 16 | (uint)tag[2] << 8 | tag[3];

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_blob_create_from_file_or_fail", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint BlobFromFile(string path);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_blob_get_data")]
    public static partial byte* BlobData(nint blob, uint* length);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_blob_destroy")]
    public static partial void BlobDestroy(nint blob);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_face_create")]
    public static partial nint FaceCreate(nint blob, uint index);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_face_make_immutable")]
    public static partial void FaceFreeze(nint face);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_face_destroy")]
    public static partial void FaceDestroy(nint face);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_face_get_upem")]
    public static partial uint FaceUnitsPerEm(nint face);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_face_reference_blob")]
    public static partial nint FaceBlob(nint face);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_face_reference_table")]
    public static partial nint FaceTable(nint face, uint tag);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_face_collect_unicodes")]
    public static partial void FaceCharacters(nint face, nint set);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_font_create")]
    public static partial nint FontCreate(nint face);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_font_make_immutable")]
    public static partial void FontFreeze(nint font);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_font_get_nominal_glyph")]
    public static partial int NominalGlyph(nint font, uint character, uint* glyph);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_font_get_glyph_h_advance")]
    public static partial int Advance(nint font, uint glyph);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_set_create")]
    public static partial nint SetCreate();

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_set_add")]
    public static partial void SetAdd(nint set, uint value);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_set_next")]
    public static partial int SetNext(nint set, uint* value);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_set_destroy")]
    public static partial void SetDestroy(nint set);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_language_from_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Language(string tag, int length);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_buffer_create")]
    public static partial nint BufferCreate();

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_buffer_destroy")]
    public static partial void BufferDestroy(nint buffer);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_buffer_add_utf16")]
    public static partial void BufferAdd(nint buffer, char* text, int length, uint offset, int count);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_buffer_set_direction")]
    public static partial void BufferDirection(nint buffer, int direction);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_buffer_set_script")]
    public static partial void BufferScript(nint buffer, uint script);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_buffer_set_language")]
    public static partial void BufferLanguage(nint buffer, nint language);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_shape")]
    public static partial void Shape(nint font, nint buffer, nint features, uint count);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_buffer_get_glyph_infos")]
    public static partial GlyphInfo* BufferGlyphs(nint buffer, uint* count);

    [LibraryImport(ShapeLibrary, EntryPoint = "hb_buffer_get_glyph_positions")]
    public static partial GlyphPosition* BufferPositions(nint buffer, uint* count);

    [LibraryImport(SubsetLibrary, EntryPoint = "hb_subset_input_create_or_fail")]
    public static partial nint SubsetInput();

    [LibraryImport(SubsetLibrary, EntryPoint = "hb_subset_input_destroy")]
    public static partial void SubsetInputDestroy(nint input);

    [LibraryImport(SubsetLibrary, EntryPoint = "hb_subset_input_glyph_set")]
    public static partial nint SubsetGlyphs(nint input);

    [LibraryImport(SubsetLibrary, EntryPoint = "hb_subset_input_set")]
    public static partial nint SubsetSet(nint input, int which);

    [LibraryImport(SubsetLibrary, EntryPoint = "hb_subset_input_set_flags")]
    public static partial void SubsetFlags(nint input, uint flags);

    [LibraryImport(SubsetLibrary, EntryPoint = "hb_subset_or_fail")]
    public static partial nint Subset(nint face, nint input);
}
