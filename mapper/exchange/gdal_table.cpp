#include "mapper/exchange/gdal_table.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>

#include "mapper/exchange/gdal_geometry.hpp"
#include "mapper/exchange/gdal_text.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/attribution.hpp"

namespace konbit {
namespace {

constexpr int kIdBytes = 32;  // "relation/-9223372036854775808"

OGRwkbGeometryType geometry_type(std::optional<GeometryKind> only, GdalFormat format) {
    if (format == GdalFormat::csv) return wkbNone;
    if (!only) return wkbUnknown;
    switch (*only) {
        case GeometryKind::none: return wkbNone;
        case GeometryKind::point: return wkbPoint;
        case GeometryKind::line: return wkbLineString;
        case GeometryKind::area: return format == GdalFormat::shp ? wkbPolygon : wkbMultiPolygon;
    }
    return wkbUnknown;
}

CPLStringList layer_options(GdalFormat format, const FileFacts& facts, bool stays_empty) {
    CPLStringList options;
    switch (format) {
        case GdalFormat::gpkg: options.SetNameValue("DESCRIPTION", describe(facts).c_str()); break;
        case GdalFormat::csv:
            options.SetNameValue("LINEFORMAT", "LF");
            options.SetNameValue("STRING_QUOTING", "IF_NEEDED");
            break;
        case GdalFormat::kml: break;
        // The index would keep a record of every feature in memory until the end. Without it the
        // driver writes nothing at all for a table without rows.
        case GdalFormat::fgb:
            options.SetNameValue("SPATIAL_INDEX", stays_empty ? "YES" : "NO");
            break;
        case GdalFormat::shp:
            options.SetNameValue("ENCODING", "UTF-8");
            options.SetNameValue("RESIZE", "YES");
            options.SetNameValue("2GB_LIMIT", "YES");
            break;
    }
    return options;
}

OGRFieldType field_type(Column::Type type, GdalFormat format) {
    if (format == GdalFormat::csv || format == GdalFormat::kml) return OFTString;
    switch (type) {
        case Column::Type::integer: return OFTInteger64;
        case Column::Type::real: return OFTReal;
        case Column::Type::boolean: return OFTInteger;
        case Column::Type::text:
        case Column::Type::list: return OFTString;
    }
    return OFTString;
}

}  // namespace

GdalTable::GdalTable(GDALDataset& into, GdalFormat format, const std::string& name,
                     const OwnedLayer& layer, const FileFacts& facts,
                     std::optional<GeometryKind> only, bool stays_empty)
    : format_{format}, layer_{layer}, facts_{facts}, only_{only} {
    OGRSpatialReference wgs84;
    wgs84.SetWellKnownGeogCS("WGS84");
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const auto type = geometry_type(only, format);
    table_ = into.CreateLayer(name.c_str(), type == wkbNone ? nullptr : &wgs84, type,
                              layer_options(format, facts, stays_empty).List());
    if (table_ == nullptr) return;
    create_fields();
    if (format_ != GdalFormat::shp) return;
    const OGRFeatureDefn& definition = *table_->GetLayerDefn();
    std::uint64_t row_bytes = 1;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        row_bytes += static_cast<std::uint64_t>(definition.GetFieldDefn(i)->GetWidth());
    }
    budget_.emplace(name, 33U + 32U * static_cast<unsigned>(definition.GetFieldCount()), row_bytes);
}

bool GdalTable::is_label(const std::string& column) const {
    return format_ == GdalFormat::kml && (column == "name" || column == "description");
}

void GdalTable::create_fields() {
    using enum Column::Type;
    if (format_ == GdalFormat::kml) {
        name_ = add_field("Name", text);
        description_ = add_field("Description", text);
    }
    osm_id_ = add_field("osm_id", text);
    if (repeats_facts(format_)) layer_name_ = add_field("layer", text);
    if (format_ == GdalFormat::csv) {
        lon_ = add_field("lon", text);
        lat_ = add_field("lat", text);
    }
    for (const auto& column : layer_.columns) {
        columns_.push_back(is_label(column.name) ? -1 : add_field(column.name, column.type));
    }
    if (layer_.with_tags) tags_ = add_field("tags", text);
    if (!repeats_facts(format_)) return;
    attribution_ = add_field("attribution", text);
    if (!facts_.data_timestamp.empty()) data_timestamp_ = add_field("data_timestamp", text);
    if (!facts_.made_before.empty()) made_before_ = add_field("made_before", text);
}

int GdalTable::add_field(const std::string& name, Column::Type type) {
    const bool shape = format_ == GdalFormat::shp;
    const std::string stored = shape ? names_.shorten(name) : name;
    short_names_.emplace_back(name, stored);
    OGRFieldDefn field{stored.c_str(), field_type(type, format_)};
    if (field.GetType() == OFTInteger) field.SetSubType(OFSTBoolean);
    if (shape && field.GetType() == OFTString) {
        field.SetWidth(name == "osm_id" ? kIdBytes : static_cast<int>(kShapeTextBytes));
    }
    if (table_->CreateField(&field) != OGRERR_NONE) return -1;
    return table_->GetLayerDefn()->GetFieldCount() - 1;
}

void GdalTable::set_text(OGRFeature& feature, int field, std::string_view text) {
    if (field < 0) return;
    clean_.clear();
    append_clean(text, clean_);
    if (format_ == GdalFormat::shp && clean_.size() > kShapeTextBytes) {
        clean_.resize(cut_utf8(clean_, kShapeTextBytes).size());
        ++cut_texts_;
    }
    feature.SetField(field, clean_.c_str());
}

void GdalTable::set_value(OGRFeature& feature, int field, const Value& value) {
    if (field < 0 || std::holds_alternative<std::monostate>(value)) return;
    const auto type = feature.GetFieldDefnRef(field)->GetType();
    if (type != OFTString) {
        if (const auto* flag = std::get_if<bool>(&value)) return feature.SetField(field, *flag ? 1 : 0);
        if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            return feature.SetField(field, static_cast<GIntBig>(*whole));
        }
        if (const auto* real = std::get_if<double>(&value)) {
            if (std::isfinite(*real)) feature.SetField(field, *real);
            return;
        }
    }
    if (write_text(value, text_)) set_text(feature, field, text_);
}

void GdalTable::set_place(OGRFeature& feature, const Geometry& geometry) {
    if (format_ == GdalFormat::csv) {
        const Location at = representative_point(geometry);
        if (!at.valid()) return;
        set_text(feature, lon_, fmt::format("{:.7f}", at.lon_e7 / 1e7));
        set_text(feature, lat_, fmt::format("{:.7f}", at.lat_e7 / 1e7));
    } else if (only_ != GeometryKind::none) {
        const bool one_type = format_ == GdalFormat::gpkg && only_ == GeometryKind::area;
        if (auto shape = to_ogr(geometry, one_type)) feature.SetGeometryDirectly(shape.release());
    }
}

/// KML: phones show nothing but a name and a description, so both say what there is.
void GdalTable::set_label(OGRFeature& feature, const FeatureRow& row) {
    const std::string id = row.id ? to_string(*row.id) : std::string{row.other_id};
    std::string label;
    line_.clear();
    for (std::size_t i = 0; i < columns_.size() && i < row.values.size(); ++i) {
        if (!write_text(row.values[i], text_) || text_.empty()) continue;
        if (layer_.columns[i].name == "name") {
            label = text_;
        } else {
            line_ += fmt::format("{}: {}\n", layer_.columns[i].name, text_);
        }
    }
    if (label.empty() && row.tags != nullptr) label = row.tags->value("name");
    if (!id.empty()) line_ += fmt::format("{}: {}\n", row.id ? "OpenStreetMap" : "Konbit", id);
    line_ += kAttribution;
    set_text(feature, name_, label.empty() ? id : label);
    set_text(feature, description_, line_);
}

bool GdalTable::write(const FeatureRow& row) {
    if (table_ == nullptr) return false;
    if (budget_) budget_->add(row.geometry);
    OGRFeature feature{table_->GetLayerDefn()};
    if (row.id) set_text(feature, osm_id_, to_string(*row.id));
    if (!row.id) set_text(feature, osm_id_, std::string{row.other_id});
    set_text(feature, layer_name_, layer_.name);
    for (std::size_t i = 0; i < columns_.size() && i < row.values.size(); ++i) {
        set_value(feature, columns_[i], row.values[i]);
    }
    if (row.tags != nullptr && tags_ >= 0) {
        write_tags_json(*row.tags, text_);
        set_text(feature, tags_, text_);
    }
    set_text(feature, attribution_, kAttribution);
    set_text(feature, data_timestamp_, facts_.data_timestamp);
    set_text(feature, made_before_, facts_.made_before);
    if (name_ >= 0) set_label(feature, row);
    if (row.geometry != nullptr) set_place(feature, *row.geometry);
    return table_->CreateFeature(&feature) == OGRERR_NONE;
}

bool GdalTable::append(OGRLayer& from) {
    if (table_ == nullptr) return false;
    from.ResetReading();
    while (const auto source = OGRFeatureUniquePtr{from.GetNextFeature()}) {
        // An empty text of a CSV file is a value that was not there.
        for (int i = 0; i < source->GetFieldCount(); ++i) {
            if (format_ == GdalFormat::csv && *source->GetFieldAsString(i) == '\0') source->UnsetField(i);
        }
        OGRFeature feature{table_->GetLayerDefn()};
        if (feature.SetFrom(source.get(), TRUE) != OGRERR_NONE ||
            table_->CreateFeature(&feature) != OGRERR_NONE) {
            return false;
        }
    }
    return true;
}

}  // namespace konbit
