#pragma once

#include <filesystem>

namespace konbit {

/// The rule files, beside the program: share/konbit/rules (uninstalled) or ../share/konbit/rules.
/// Found from the program's real path, also through a link. DataError if they are missing.
[[nodiscard]] std::filesystem::path rules_folder();
/// The map styles, likewise: share/konbit/styles.
[[nodiscard]] std::filesystem::path styles_folder();
/// Where modules such as konbit_gdal.so lie: lib/konbit or ../lib/konbit. The folder may be
/// missing: only some formats need it, and they say so.
[[nodiscard]] std::filesystem::path module_folder();

}  // namespace konbit
