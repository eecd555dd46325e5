"""The small mechanics below a submission: dots, buffers, and what an exception means."""

import asyncio
import ssl

import aiosmtplib


def stuffed(raw: bytes) -> bytes:
    """The letter as DATA carries it: CRLF, dots doubled, without the final dot."""
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
    return b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines)


async def emptied(
    transport: asyncio.WriteTransport, reply: "asyncio.Future[aiosmtplib.SMTPResponse]", seconds: float
) -> None:
    """Wait until the kernel has taken everything, as long as it takes something every `seconds`."""
    loop = asyncio.get_running_loop()
    left, since = transport.get_write_buffer_size(), loop.time()
    while left and not reply.done():
        await asyncio.sleep(0.01)
        now = transport.get_write_buffer_size()
        if now < left:
            left, since = now, loop.time()
        elif loop.time() - since > seconds:
            raise TimeoutError("server tidak menerima isi surat")


def words(error: BaseException) -> str:
    """Why a dialogue broke, in a sentence for the operator."""
    causes = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) is not None and len(causes) < 5:
        causes.append(cause)
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return f"sertifikat server tidak dapat dipercaya: {error}"
    if any(isinstance(cause, TimeoutError) for cause in causes):
        return "server tidak menjawab dalam waktunya"
    if "STARTTLS" in str(error).upper() and "support" in str(error):
        return "server SMTP tidak menawarkan STARTTLS; kata sandi tidak dikirim"
    return str(error) or type(error).__name__
