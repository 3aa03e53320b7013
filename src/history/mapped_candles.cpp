#include "history/mapped_candles.h"

#include <algorithm>
#include <cerrno>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/descriptor.h"
#include "files/os_error.h"
#include "history/hdf5_handle.h"
#include "market/candle.h"
#include "market/interval.h"

namespace atb::history {
namespace {

tl::unexpected<core::Error> foreign(const std::filesystem::path& path, std::string_view why) {
  return core::fail(
      core::ErrorKind::usage, "store.foreign",
      fmt::format("{} is no stored candle file of this version: {}", path.string(), why),
      "Import the candles again (data import).");
}

tl::unexpected<core::Error> damaged(const std::filesystem::path& path, std::string_view why) {
  return core::fail(core::ErrorKind::usage, "store.damaged",
                    fmt::format("{} is damaged: {}", path.string(), why),
                    "Remove it and import the candles again (data import).");
}

Hdf5Handle open_attribute(hid_t file, const char* name) {
  const bool there = H5Aexists(file, name) > 0;
  return {there ? H5Aopen(file, name, H5P_DEFAULT) : H5I_INVALID_HID, H5Aclose};
}

std::optional<std::int64_t> read_number(hid_t file, const char* name) {
  std::int64_t value = 0;
  const Hdf5Handle attribute = open_attribute(file, name);
  if (!attribute || H5Aget_storage_size(attribute.id()) != sizeof value ||
      H5Aread(attribute.id(), H5T_NATIVE_INT64, &value) < 0)
    return {};
  return value;
}

std::optional<std::string> read_text(hid_t file, const char* name) {
  const Hdf5Handle attribute = open_attribute(file, name);
  if (!attribute) return {};
  const Hdf5Handle stored{H5Aget_type(attribute.id()), H5Tclose};
  const Hdf5Handle type = text_type();
  if (!stored || !type || H5Tequal(stored.id(), type.id()) <= 0) return {};
  char* text = nullptr;
  if (H5Aread(attribute.id(), type.id(), &text) < 0 || text == nullptr) return {};
  std::string value{text};
  H5free_memory(text);
  return value;
}

core::Result<StoredInfo> read_info(hid_t file, const std::filesystem::path& path) {
  if (read_text(file, "format") != kStoreFormat) return foreign(path, "the format is another one");
  if (const auto version = read_number(file, "format_version"); version != kStoreVersion)
    return foreign(path, fmt::format("format version {}", version.value_or(0)));
  const auto symbol = read_text(file, "symbol");
  const auto interval = read_text(file, "interval");
  const auto source = read_text(file, "source");
  const auto sum = read_number(file, "checksum");
  if (!symbol || !interval || !source || !sum || *sum < 0 ||
      *sum > std::numeric_limits<std::uint32_t>::max())
    return damaged(path, "an attribute is missing");
  const auto length = market::parse_interval(*interval);
  if (!length) return damaged(path, "the attribute interval is wrong");
  return StoredInfo{*symbol, *length, *source, static_cast<std::uint32_t>(*sum)};
}

/// Where a dataset's numbers are in the file.
struct Place {
  std::size_t offset = 0;
  std::size_t rows = 0;
};

/// @param type  what the numbers must be, so that they can be used where they are
core::Result<Place> locate(hid_t file, const std::string& name, hid_t type, std::size_t bytes,
                           const std::filesystem::path& path) {
  const auto bad = [&](std::string_view why) {
    return damaged(path, fmt::format("column {}: {}", name, why));
  };
  const Hdf5Handle dataset{H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose};
  if (!dataset) return bad(hdf5_reason());
  const Hdf5Handle stored{H5Dget_type(dataset.id()), H5Tclose};
  const Hdf5Handle space{H5Dget_space(dataset.id()), H5Sclose};
  const Hdf5Handle created{H5Dget_create_plist(dataset.id()), H5Pclose};
  if (!stored || !space || !created) return bad(hdf5_reason());
  if (H5Tequal(stored.id(), type) <= 0) return bad("another type of number");
  if (H5Pget_layout(created.id()) != H5D_CONTIGUOUS || H5Pget_external_count(created.id()) != 0)
    return bad("not in one piece");
  hsize_t rows = 0;
  if (H5Sget_simple_extent_ndims(space.id()) != 1 ||
      H5Sget_simple_extent_dims(space.id(), &rows, nullptr) != 1)
    return bad("not one-dimensional");
  const haddr_t offset = H5Dget_offset(dataset.id());
  constexpr std::size_t kSize = sizeof(std::int64_t);
  if (offset == HADDR_UNDEF || offset % kSize != 0 || offset > bytes ||
      rows > (bytes - offset) / kSize)
    return bad("it lies outside the file");
  return Place{static_cast<std::size_t>(offset), static_cast<std::size_t>(rows)};
}

hid_t type_of(std::span<const std::int64_t>) {
  return H5T_STD_I64LE;
}
hid_t type_of(std::span<const double>) {
  return H5T_IEEE_F64LE;
}

/// `market::check` for all rows at once.
bool are_candles(const market::CandleSeries& view) {
  bool good = true;
  for (std::size_t i = 0; i < view.size(); ++i)
    good &= view.low[i] > 0 && view.low[i] <= std::min(view.open[i], view.close[i]) &&
            view.high[i] >= std::max(view.open[i], view.close[i]) && view.volume[i] >= 0 &&
            view.volume[i] <= std::numeric_limits<double>::max();
  return good;
}

core::Result<market::CandleSeries> map_columns(hid_t file, const std::byte* memory,
                                               std::size_t bytes,
                                               const std::filesystem::path& path) {
  market::CandleSeries view;
  core::Result<void> outcome;
  std::optional<std::size_t> rows;
  for_each_column(view, [&]<class T>(const char* name, std::span<const T>& column, bool required) {
    if (!required && H5Lexists(file, name, H5P_DEFAULT) == 0) return true;
    const auto place = locate(file, name, type_of(column), bytes, path);
    if (!place)
      outcome = tl::unexpected{place.error()};
    else if (place->rows == 0 || place->rows != rows.value_or(place->rows))
      outcome = damaged(path, fmt::format("column {} has {} rows", name, place->rows));
    if (!outcome) return false;
    rows = place->rows;
    column = {reinterpret_cast<const T*>(memory + place->offset), place->rows};
    return true;
  });
  ATB_TRY(outcome);
  const auto& times = view.open_time;
  if (std::adjacent_find(times.begin(), times.end(), std::greater_equal<>{}) != times.end())
    return damaged(path, "the open times do not ascend");
  if (times.front() < 0 || times.back() > market::kOpenTimeMax.us())
    return damaged(path, "an open time lies outside the years that candle files may hold");
  if (!are_candles(view)) return damaged(path, "it holds a row that is no candle");
  return view;
}

/// The file as HDF5 has opened it: what is mapped is what was checked, also when the name leads to
/// a newer file by now.
core::Result<std::pair<void*, std::size_t>> map_file(hid_t file,
                                                     const std::filesystem::path& path) {
  void* handle = nullptr;
  if (H5Fget_vfd_handle(file, H5P_DEFAULT, &handle) < 0 || handle == nullptr)
    return damaged(path, hdf5_reason());
  const int descriptor = *static_cast<const int*>(handle);
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return files::os_error(errno, path, "read");
  const auto bytes = static_cast<std::size_t>(status.st_size);
  void* const memory = mmap(nullptr, bytes, PROT_READ, MAP_SHARED, descriptor, 0);
  if (memory == MAP_FAILED) return files::os_error(errno, path, "mapped");
  return std::pair{memory, bytes};
}

core::Result<void> check_readable(const std::filesystem::path& path) {
  const files::Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file.is_open()) return files::os_error(errno, path, "read", core::ErrorKind::usage);
  return {};
}

}  // namespace

core::Result<MappedCandles> MappedCandles::open(const std::filesystem::path& path) {
  ATB_TRY(check_readable(path));  // HDF5 tells a missing file from a foreign one only in words
  const Hdf5Silence silence;
  const Hdf5Handle access = candle_file_access();
  const Hdf5Handle file{
      access ? H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.id()) : H5I_INVALID_HID, H5Fclose};
  if (!file) return damaged(path, hdf5_reason());
  MappedCandles candles;
  candles.path_ = path;
  ATB_ASSIGN(candles.info_, read_info(file.id(), path));
  ATB_ASSIGN(const auto mapping, map_file(file.id(), path));
  candles.memory_ = mapping.first;
  candles.bytes_ = mapping.second;
  ATB_ASSIGN(candles.view_, map_columns(file.id(), static_cast<const std::byte*>(mapping.first),
                                        mapping.second, path));
  return candles;
}

MappedCandles::MappedCandles(MappedCandles&& other) noexcept
    : path_{std::move(other.path_)},
      memory_{std::exchange(other.memory_, nullptr)},
      bytes_{std::exchange(other.bytes_, 0)},
      view_{std::exchange(other.view_, {})},
      info_{std::move(other.info_)} {}

MappedCandles& MappedCandles::operator=(MappedCandles&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(memory_, other.memory_);
  std::swap(bytes_, other.bytes_);
  std::swap(view_, other.view_);
  std::swap(info_, other.info_);
  return *this;
}

MappedCandles::~MappedCandles() {
  if (memory_ != nullptr) munmap(memory_, bytes_);
}

core::Result<void> MappedCandles::verify_checksum() const {
  if (checksum(view_) == info_.checksum) return {};
  return damaged(path_, "its checksum does not fit its columns");
}

}  // namespace atb::history
