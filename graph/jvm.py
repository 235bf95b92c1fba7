"""The Java virtual machine of this process: started once, quiet, and no hindrance to the process's end."""

import atexit
import os
from glob import glob
from pathlib import Path

import jpype
import jpype.config

from .embedded_files import write_private

HEAP = "512m"

_LOGGING = """handlers=java.util.logging.FileHandler
.level=WARNING
java.util.logging.FileHandler.pattern={log}/engine.log
java.util.logging.FileHandler.limit=1000000
java.util.logging.FileHandler.count=1
java.util.logging.FileHandler.append=true
java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
"""


def start_jvm(log: Path, *, library: str, jars: str) -> None:
    """Starts the virtual machine unless it runs already; one that runs keeps the log of its first store.

    The engine's package would start it too, but with a large heap and with words on stderr.

    Args:
        library: path of libjvm.
        jars: the folder of the engine's jars.
    """
    if jpype.isJVMStarted():
        return
    log.mkdir(exist_ok=True)
    logging = log / "logging.properties"
    write_private(logging, _LOGGING.format(log=log))
    jpype.startJVM(
        library,
        "-Xrs",  # signals are Python's
        f"-Xmx{HEAP}",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",  # starts twice as fast; the peak that it gives up is of no use to small stores
        "-XX:+UseCompactObjectHeaders",
        "-XX:-UsePerfData",  # a file in the machine's common temporary directory
        f"-XX:ErrorFile={log}/crash-%p.log",
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
        "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-Dfile.encoding=UTF8",
        "-Djava.awt.headless=true",
        f"-Djava.util.logging.config.file={logging}",
        "-Darcadedb.polyglotEngineEnabled=false",
        "-Darcadedb.support.autoRegister=false",  # with a support key it would call its maker's portal
        "-Darcadedb.serverMetrics=false",
        "-Darcadedb.server.healthCheck.enabled=false",
        "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
        "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
        classpath=sorted(glob(f"{jars}/*.jar")),
        interrupt=False,
    )
    atexit.register(_part_from_jvm, os.getpid())  # runs before JPype's own


def _part_from_jvm(pid: int) -> None:
    """Lets the program end without the virtual machine, whose connections and stuck queries would keep it for ever.

    Its one thread that calls Python back is stopped first: met by an interpreter that is gone, it would abort.
    """
    if os.getpid() != pid:  # a forked child has the machine's memory but none of its threads
        jpype.config.onexit = False
        return
    jpype.JClass("org.jpype.ref.JPypeReferenceQueue").getInstance().stop()
    jpype.config.destroy_jvm = False
