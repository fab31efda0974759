#pragma once

#include <filesystem>
#include <string>

namespace konbit {

/// Copies a KML file and puts a description of the whole document behind the line that opens it:
/// GDAL's streaming driver has no way to say one. DataError if reading or writing fails.
void describe_kml(const std::filesystem::path& from, const std::filesystem::path& to,
                  const std::string& description);

}  // namespace konbit
