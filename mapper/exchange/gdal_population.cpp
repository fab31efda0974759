// A population raster through GDAL.
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "mapper/exchange/gdal_files.hpp"
#include "mapper/exchange/population.hpp"
#include "mapper/model/error.hpp"
#include "mapper/model/geodesy.hpp"

namespace konbit {
namespace {

/// Manila has 43,000; over this much ground nobody lives closer.
constexpr double kMostPeople_km2 = 50'000;
constexpr double kEnoughGround_km2 = 10;
constexpr double kMostCells = 2e9;
constexpr int kSteps = 20;  ///< along each side of a box, as projections bend it

struct CloseTransformation {
    void operator()(OGRCoordinateTransformation* t) const {
        OGRCoordinateTransformation::DestroyCT(t);
    }
};
using Transformation = std::unique_ptr<OGRCoordinateTransformation, CloseTransformation>;

/// Columns and rows, [from, to).
struct CellWindow {
    int left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] bool empty() const noexcept { return left >= right || top >= bottom; }
};

class GdalPopulation final : public PopulationRaster {
public:
    explicit GdalPopulation(std::string path) : path_{std::move(path)} {
        const GdalErrors errors;
        GDALAllRegister();
        const std::array<const char*, 4> drivers{"GTiff", "AAIGrid", "HFA", nullptr};
        data_.reset(GDALDataset::Open(path_.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY,
                                      drivers.data(), nullptr, nullptr));
        if (!data_) refuse(errors.first.empty() ? "it is no GeoTIFF" : errors.first);
        band_ = checked_band();
        place();
    }

    void visit(const BoundingBox& box,
               const std::function<void(Location, double)>& visit) override {
        const GdalErrors errors;
        people_ = ground_km2_ = 0;
        for (const auto& part : split_at_antimeridian(box)) {
            if (part.empty()) continue;
            const auto window = window_of(part);
            for (int row = window.top; !window.empty() && row < window.bottom; ++row)
                read_row(window, row, part, visit, errors);
        }
        check_density();
    }

private:
    [[noreturn]] void refuse(std::string_view why) const {
        throw DataError{"This is no population that can be read", path_, why,
                        "Give a GeoTIFF whose cells count people, such as one of WorldPop"};
    }

    GDALRasterBand* checked_band() {
        const int bands = data_->GetRasterCount();
        if (bands != 1)
            refuse(fmt::format("it has {} bands, and people are counted in one", bands));
        auto* band = data_->GetRasterBand(1);
        if (band->GetColorInterpretation() == GCI_PaletteIndex)
            refuse("its numbers stand for colours");
        if (GDALDataTypeIsComplex(band->GetRasterDataType())) refuse("its numbers are complex");
        int has = 0;
        const double none = band->GetNoDataValue(&has);
        if (has != 0) none_ = none;
        return band;
    }

    void place() {
        const auto* reference = data_->GetSpatialRef();
        if (data_->GetGeoTransform(affine_.data()) != CE_None || reference == nullptr ||
            !GDALInvGeoTransform(affine_.data(), inverse_.data()))
            refuse("it does not say where on the globe it lies");
        OGRSpatialReference own{*reference}, degrees;
        degrees.SetWellKnownGeogCS("WGS84");
        own.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        to_degrees_.reset(OGRCreateCoordinateTransformation(&own, &degrees));
        from_degrees_.reset(OGRCreateCoordinateTransformation(&degrees, &own));
        if (!to_degrees_ || !from_degrees_) refuse("its projection is not known");
    }

    /// Cells that a box may touch.
    [[nodiscard]] CellWindow window_of(const BoundingBox& box) const {
        std::vector<double> x, y;
        for (int i = 0; i <= kSteps; ++i) {
            const double share = double(i) / kSteps;
            const double lon = (box.west + (double{1} * box.east - box.west) * share) * 1e-7;
            const double lat = (box.south + (double{1} * box.north - box.south) * share) * 1e-7;
            for (const double side : {box.south * 1e-7, box.north * 1e-7})
                x.push_back(lon), y.push_back(side);
            for (const double side : {box.west * 1e-7, box.east * 1e-7})
                x.push_back(side), y.push_back(lat);
        }
        std::vector<int> good(x.size(), 0);
        from_degrees_->Transform(static_cast<int>(x.size()), x.data(), y.data(), nullptr,
                                 good.data());
        double left = HUGE_VAL, top = HUGE_VAL, right = -HUGE_VAL, bottom = -HUGE_VAL;
        for (std::size_t i = 0; i < x.size(); ++i) {
            if (good[i] == 0) continue;
            const double column = inverse_[0] + x[i] * inverse_[1] + y[i] * inverse_[2];
            const double row = inverse_[3] + x[i] * inverse_[4] + y[i] * inverse_[5];
            left = std::min(left, column), right = std::max(right, column);
            top = std::min(top, row), bottom = std::max(bottom, row);
        }
        const auto within = [](double value, int most) {
            return static_cast<int>(std::clamp(value, 0.0, double(most)));
        };
        const int columns = data_->GetRasterXSize(), rows = data_->GetRasterYSize();
        if (!(left <= right)) return {};
        const CellWindow window{
            within(std::floor(left) - 1, columns), within(std::floor(top) - 1, rows),
            within(std::ceil(right) + 1, columns), within(std::ceil(bottom) + 1, rows)};
        if (double(window.right - window.left) * (window.bottom - window.top) > kMostCells)
            refuse("it has too many cells here");
        return window;
    }

    void read_row(const CellWindow& window, int row, const BoundingBox& box,
                  const std::function<void(Location, double)>& visit, const GdalErrors& errors) {
        const int columns = window.right - window.left;
        values_.resize(static_cast<std::size_t>(columns));
        const auto failed = band_->RasterIO(GF_Read, window.left, row, columns, 1, values_.data(),
                                            columns, 1, GDT_Float64, 0, 0, nullptr);
        if (failed != CE_None)
            refuse(errors.first.empty() ? "it cannot be read to its end" : errors.first);
        place_row(window, row);
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const double people = values_[i];
            if (good_[i] == 0 || !std::isfinite(people) || people == none_) continue;
            if (people < 0)
                refuse(fmt::format("it holds {:g}, and nobody counts fewer than none", people));
            const auto middle = location_from_degrees(x_[i], y_[i]);
            if (!box.contains(middle)) continue;
            ground_km2_ += cell_km2_;
            people_ += people;
            if (people > 0) visit(middle, people);
        }
    }

    /// Where the middles of a row's cells lie, and how large they are, by that in the middle.
    void place_row(const CellWindow& window, int row) {
        const auto columns = static_cast<std::size_t>(window.right - window.left);
        x_.resize(columns + 2);
        y_.resize(columns + 2);
        good_.assign(columns + 2, 0);
        const auto set = [&](std::size_t i, double column, double line) {
            x_[i] = affine_[0] + column * affine_[1] + line * affine_[2];
            y_[i] = affine_[3] + column * affine_[4] + line * affine_[5];
        };
        for (std::size_t i = 0; i < columns; ++i)
            set(i, window.left + static_cast<double>(i) + 0.5, row + 0.5);
        const double middle = window.left + std::floor(static_cast<double>(columns) / 2) + 0.5;
        set(columns, middle + 1, row + 0.5);
        set(columns + 1, middle, row + 1.5);
        to_degrees_->Transform(static_cast<int>(columns + 2), x_.data(), y_.data(), nullptr,
                               good_.data());
        const auto at = [&](std::size_t i) { return location_from_degrees(x_[i], y_[i]); };
        const double wide = distance_m(at(columns / 2), at(columns));
        const double high = distance_m(at(columns / 2), at(columns + 1));
        cell_km2_ = std::isfinite(wide * high) ? wide * high * 1e-6 : 0;
    }

    void check_density() const {
        if (ground_km2_ < kEnoughGround_km2 || people_ < kMostPeople_km2 * ground_km2_) return;
        refuse(
            fmt::format("it would have {:.0f} people a square kilometre here: heights or "
                        "another measure",
                        people_ / ground_km2_));
    }

    std::string path_;
    GDALDatasetUniquePtr data_;
    GDALRasterBand* band_ = nullptr;
    std::optional<double> none_;
    std::array<double, 6> affine_{}, inverse_{};
    Transformation to_degrees_, from_degrees_;
    std::vector<double> values_, x_, y_;
    std::vector<int> good_;
    double cell_km2_ = 0, people_ = 0, ground_km2_ = 0;
};

}  // namespace

extern "C" __attribute__((visibility("default"))) PopulationRaster* konbit_open_population(
    const char* utf8_path) {
    return new GdalPopulation{utf8_path};
}

}  // namespace konbit
