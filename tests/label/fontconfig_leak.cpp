// Fontconfig never frees a pattern it makes while it starts; the leak check should not blame us.
extern "C" const char* __lsan_default_suppressions();  // NOLINT: the sanitizer's name
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig";
}
