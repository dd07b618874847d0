"""One operation without state: is this UTF-8, and if it is not, where does the first fault begin?"""
import agent
from agent import data_of, operation, shown

# tag::utf8[]
agent.CAPABILITIES["string"] = ["utf8"]


@operation("string.utf8")
def utf8(request):
    data, lossy = data_of(request["bytes"]), request.get("lossy", False)
    if type(lossy) is not bool:
        raise ValueError("lossy")
    try:
        answer = {"valid": True, "chars": len(data.decode("utf-8"))}
    except UnicodeDecodeError as fault:
        answer = {"valid": False, "at": fault.start}
    if lossy:
        answer["bytes"] = shown(data.decode("utf-8", "replace").encode("utf-8"))
    return answer
# end::utf8[]


if __name__ == "__main__":
    agent.serve()
