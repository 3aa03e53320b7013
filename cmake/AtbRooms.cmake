# Rooms: one static library per folder of src, linked as src/layers.txt grants.
file(STRINGS ${CMAKE_SOURCE_DIR}/src/layers.txt ATB_LAYERS REGEX "^[a-z]")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/layers.txt)

set(ATB_HOT_ROOMS core market indicators statistics strategy trading exchange backtest)

# What the secrets program is made of: it runs for milliseconds, and its size is what it costs.
set(ATB_SMALL_ROOMS settings files net control aws aws_simulator secrets account doctor)

# atb_library(<room> [library...]): the room in the current folder with its subfolders, the rooms that
# src/layers.txt grants it, and the outside libraries named here.
function(atb_library room)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp
    ${CMAKE_CURRENT_SOURCE_DIR}/*/*.cpp)
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h
    ${CMAKE_CURRENT_SOURCE_DIR}/*/*.h)
  add_library(atb_${room} STATIC ${sources})
  # A header with a source is compiled alone as that source's first include (tests/architecture);
  # the others are by `cmake --build … --target all_verify_interface_header_sets`.
  set(lone_headers ${headers})
  foreach(source IN LISTS sources)
    string(REGEX REPLACE "\\.cpp$" ".h" header ${source})
    list(REMOVE_ITEM lone_headers ${header})
  endforeach()
  target_sources(atb_${room} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR}/src FILES ${headers})
  target_sources(atb_${room} PUBLIC
    FILE_SET lone_headers TYPE HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR}/src FILES ${lone_headers})
  target_link_libraries(atb_${room} PUBLIC atb_flags fmt::fmt tl::expected ${ARGN})
  foreach(line IN LISTS ATB_LAYERS)
    if(line MATCHES "^${room}:(.*)$")
      string(STRIP "${CMAKE_MATCH_1}" granted)
      string(REPLACE " " ";" granted "${granted}")
      foreach(used IN LISTS granted)
        target_link_libraries(atb_${room} PUBLIC atb_${used})
      endforeach()
    endif()
  endforeach()
  # The rooms that see every candle: a fifth of a backtest's time.
  if(room IN_LIST ATB_HOT_ROOMS)
    target_compile_options(atb_${room} PRIVATE $<$<CONFIG:Release>:-O3>)
  endif()
  if(room IN_LIST ATB_SMALL_ROOMS)
    target_compile_options(atb_${room} PRIVATE $<$<CONFIG:Release>:-Os>)
  endif()
  set_target_properties(atb_${room} PROPERTIES
    VERIFY_INTERFACE_HEADER_SETS ON INTERFACE_HEADER_SETS_TO_VERIFY lone_headers)
endfunction()

# Adds each room of src/layers.txt. A fuzz build takes only the pure rooms.
function(atb_add_rooms)
  set(pure core market settings indicators statistics strategy trading exchange)
  foreach(line IN LISTS ATB_LAYERS)
    string(REGEX REPLACE ":.*" "" room "${line}")
    if(NOT EXISTS ${CMAKE_SOURCE_DIR}/src/${room}/CMakeLists.txt)
      continue()
    endif()
    if(NOT ATB_BUILD_FUZZ OR room IN_LIST pure)
      add_subdirectory(${CMAKE_SOURCE_DIR}/src/${room} ${CMAKE_BINARY_DIR}/rooms/${room})
    endif()
  endforeach()
endfunction()

# atb_test(<room> [library...]): tests/<room>/*_test.cpp as one program, run by ctest.
function(atb_test room)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp
    ${CMAKE_CURRENT_SOURCE_DIR}/*/*_test.cpp ${CMAKE_CURRENT_SOURCE_DIR}/support/*.cpp)
  add_executable(${room}_test ${sources})
  target_include_directories(${room}_test PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(${room}_test PRIVATE atb_${room} ${ARGN}
    GTest::gmock GTest::gtest GTest::gtest_main rapidcheck rapidcheck_gtest)
  # One precompiled header for all tests; a room with other flags reads the headers itself.
  target_precompile_headers(${room}_test REUSE_FROM atb_test_headers)
  set_target_properties(${room}_test PROPERTIES PCH_WARN_INVALID OFF)
  # g++ 12 sees overruns in std::string that are none once <string> is precompiled (its bug 105651).
  target_compile_options(${room}_test PRIVATE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow)
  target_compile_definitions(${room}_test PRIVATE
    ATB_SOURCE_DIR="${CMAKE_SOURCE_DIR}" ATB_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
  add_test(NAME ${room} COMMAND ${room}_test --gtest_brief=1)
endfunction()
