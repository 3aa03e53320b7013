#include "history/candle_writer.h"

#include <concepts>
#include <cstring>
#include <span>
#include <string>

#include <fmt/format.h>

#include "core/decimal.h"
#include "history/hdf5_handle.h"
#include "market/interval.h"

namespace atb::history {
namespace {

hid_t stored_type(std::span<const std::int64_t>) {
  return H5T_STD_I64LE;
}
hid_t stored_type(std::span<const double>) {
  return H5T_IEEE_F64LE;
}
hid_t memory_type(std::span<const std::int64_t>) {
  return H5T_NATIVE_INT64;
}
hid_t memory_type(std::span<const double>) {
  return H5T_NATIVE_DOUBLE;
}

bool write_attribute(hid_t object, const char* name, hid_t type, hid_t memory, const void* value) {
  const Hdf5Handle space{H5Screate(H5S_SCALAR), H5Sclose};
  const Hdf5Handle attribute{
      space ? H5Acreate2(object, name, type, space.id(), H5P_DEFAULT, H5P_DEFAULT)
            : H5I_INVALID_HID,
      H5Aclose};
  return attribute && H5Awrite(attribute.id(), memory, value) >= 0;
}

bool write_number(hid_t object, const char* name, std::int64_t value) {
  return write_attribute(object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, &value);
}

/// Of variable length: h5py gives those as str.
bool write_text(hid_t object, const char* name, std::string_view text) {
  const std::string value{text};
  const char* const start = value.c_str();
  const Hdf5Handle type = text_type();
  return type && write_attribute(object, name, type.id(), type.id(), &start);
}

/// One piece, and there from the start: so that it can be mapped.
Hdf5Handle contiguous() {
  Hdf5Handle created{H5Pcreate(H5P_DATASET_CREATE), H5Pclose};
  if (!created || H5Pset_layout(created.id(), H5D_CONTIGUOUS) < 0 ||
      H5Pset_alloc_time(created.id(), H5D_ALLOC_TIME_EARLY) < 0 ||
      H5Pset_fill_time(created.id(), H5D_FILL_TIME_NEVER) < 0 ||
      H5Pset_obj_track_times(created.id(), false) < 0)
    return {H5I_INVALID_HID, H5Pclose};
  return created;
}

template <class T>
bool write_column(hid_t file, std::string_view name, std::span<const T> column) {
  const hsize_t rows = column.size();
  const Hdf5Handle space{H5Screate_simple(1, &rows, nullptr), H5Sclose};
  const Hdf5Handle layout = contiguous();
  if (!space || !layout) return false;
  const std::string label{name};
  Hdf5Handle dataset{H5Dcreate2(file, label.c_str(), stored_type(column), space.id(), H5P_DEFAULT,
                                layout.id(), H5P_DEFAULT),
                     H5Dclose};
  if (!dataset ||
      H5Dwrite(dataset.id(), memory_type(column), H5S_ALL, H5S_ALL, H5P_DEFAULT, column.data()) < 0)
    return false;
  const bool price = name == "open" || name == "high" || name == "low" || name == "close";
  return (!price || write_number(dataset.id(), "scale", core::kUnitsPerOne)) && dataset.close();
}

bool write_all(hid_t file, const market::CandleSeries& candles, const StoredInfo& info) {
  return write_text(file, "format", kStoreFormat) &&
         write_number(file, "format_version", kStoreVersion) &&
         write_text(file, "symbol", info.symbol) &&
         write_text(file, "interval", market::interval_name(info.interval)) &&
         write_text(file, "source", info.source) &&
         write_number(file, "checksum", checksum(candles)) &&
         for_each_column(candles, [&](const char* name, const auto& column, bool) {
           return column.empty() || write_column(file, name, column);
         });
}

}  // namespace

core::Result<void> write_candles(const std::filesystem::path& path,
                                 const market::CandleSeries& candles, const StoredInfo& info) {
  const Hdf5Silence silence;
  const Hdf5Handle access = candle_file_access();
  Hdf5Handle file{
      access ? H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.id()) : H5I_INVALID_HID,
      H5Fclose};
  if (file && write_all(file.id(), candles, info) && file.close()) return {};
  return core::fail(core::ErrorKind::internal, "store.write",
                    fmt::format("{} could not be written: {}", path.string(), hdf5_reason()),
                    "Check the space on the disk and try again; stored candles are untouched.");
}

}  // namespace atb::history
